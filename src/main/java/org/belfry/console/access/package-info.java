/** Who gets in: keys of programs, and accounts of people. A key or password is shown to whoever makes it, once, and kept nowhere here. */
package org.belfry.console.access;
