/** HTTP calls to the world outside, for whatever delivers by HTTP: each bounded in time and size, none repeated blindly. */
package org.belfry.delivery.http;
