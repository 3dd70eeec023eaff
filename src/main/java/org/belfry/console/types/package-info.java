/**
 * The pages of the types of events: on which channels each tells by default, and what the organization's own ones say. It may use what the API
 * of the catalogue uses, and posts test events as anybody does.
 */
package org.belfry.console.types;
