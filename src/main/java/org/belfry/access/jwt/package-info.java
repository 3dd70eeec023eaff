/**
 * JSON Web Tokens: those of a host application, which are verified, and our own, which are made here too. It may use the
 * platform. It knows what a token says, and never who may do what.
 */
package org.belfry.access.jwt;
