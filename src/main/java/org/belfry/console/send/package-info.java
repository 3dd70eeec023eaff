/** The page on which an admin writes an event and sends it, by the same way as every other event comes in. */
package org.belfry.console.send;
