/**
 * Benchmarks: how fast the program is and how little memory it needs, each measured on fresh JVMs
 * that run it as a user does.
 *
 * <p>The classes named {@code ...Benchmark} are not part of a normal build; run one with {@code mvn
 * -q test -Dtest=ThroughputBenchmark}. {@code MemoryTest} is the small version that each build
 * runs. The sandbox lives in a process of its own, and how long it was at work is its own word.
 */
@NullMarked
package dev.senselink.batch.bench;

import org.jspecify.annotations.NullMarked;
