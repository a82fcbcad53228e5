/**
 * The script {@code senselink}: that it builds when it must and only then, and how fast it starts.
 *
 * <p>{@link dev.senselink.batch.launcher.LauncherTest} runs it with a Maven and a Java that only
 * write down how they were called. The classes named {@code ...Benchmark} are not part of a normal
 * build: {@code mvn -q test -Dtest=StartBenchmark}.
 */
@NullMarked
package dev.senselink.batch.launcher;

import org.jspecify.annotations.NullMarked;
