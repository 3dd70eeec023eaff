/**
 * Events in: reads what an application posts, decides who is told, and writes event, notifications and outbox in one
 * transaction. It may use every package below. It answers only for what is committed.
 */
package org.belfry.intake;
