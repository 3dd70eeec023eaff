/**
 * Who is calling: organizations, accounts, API keys, sessions, tokens, and what each may do. It may use the platform, and
 * {@code access.jwt} for what is in a token. It never knows what is done with the permission it gives; a recipient is a
 * number and a name here.
 */
package org.belfry.access;
