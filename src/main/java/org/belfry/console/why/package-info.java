/**
 * Why somebody was told of an event, or was not: in the console, in sentences. They are made where the decisions are known; here they are
 * only found and laid out.
 */
package org.belfry.console.why;
