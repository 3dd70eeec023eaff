/**
 * How often somebody may ask, and from where a request really comes. It may use the platform. It never knows who is
 * calling: what it counts is whatever it is given. All of it is the memory of one node.
 */
package org.belfry.limits;
