/**
 * The audit log as admins see it: listed, exported and verified. It may use the platform, the audit log and access, and changes
 * nothing but what it notes of a verification.
 */
package org.belfry.audit.report;
