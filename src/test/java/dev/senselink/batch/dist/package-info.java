/**
 * What people fetch, once {@code mvn -Pdist package} has made it. These tests look at made packages
 * and are skipped without them:
 *
 * <pre>
 * mvn -B -Pdist -DskipTests package
 * mvn -B -Dquick surefire:test -Dgroups=dist -Ddist=target/dist
 * </pre>
 */
@NullMarked
package dev.senselink.batch.dist;

import org.jspecify.annotations.NullMarked;
