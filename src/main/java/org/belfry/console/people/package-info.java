/** The people and agents of an organization: found, described, and erased. */
package org.belfry.console.people;
