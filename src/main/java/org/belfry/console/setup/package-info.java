/** What a new admin does first, one thing after the other: each step is something that the API does too. */
package org.belfry.console.setup;
