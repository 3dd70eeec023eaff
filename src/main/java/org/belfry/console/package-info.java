/**
 * What an admin runs Belfry with, in the browser: the frame of the pages, and one subpackage for each part of them. Pages call
 * the services that the API calls, and show what those refuse. No rule, no statement and no second way to do anything stands here.
 */
package org.belfry.console;
