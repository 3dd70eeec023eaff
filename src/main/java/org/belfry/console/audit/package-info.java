/**
 * The audit log in the console: searched, verified and taken away. Entries themselves never come here, only what is shown of them; and
 * nothing here changes any.
 */
package org.belfry.console.audit;
