/** What is to happen and what has happened, as admins see it: lists, one with its runs, and what can be done about it. */
package org.belfry.console.schedules;
