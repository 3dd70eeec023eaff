/** The first page of the console: how it goes. It counts nothing itself, and changes nothing. */
package org.belfry.console.overview;
