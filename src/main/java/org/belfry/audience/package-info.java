/**
 * Who is told, and where: recipients, what they choose and follow, and the decision on each channel with its reason. It may use the catalogue,
 * access and the platform. It keeps no notifications and sends nothing.
 */
package org.belfry.audience;
