/**
 * Live: pushes the changes of an inbox to those who watch it, each once and in order. It may use the inbox and the packages
 * below. Nothing here is needed for correctness: what a session has not seen is read from the database.
 */
package org.belfry.stream;
