/**
 * Benchmarks: how fast, how the database plans, and how many statements. They measure side by side, in one run, and assert
 * no times. {@code mvn verify -Ppayara,bench} runs them; nothing else does. See docs/performance.md.
 */
package org.belfry.bench;
