/**
 * The client against servers that others wrote: Tomcat, Jetty and Undertow, with Spring MVC or
 * plain servlets. The sandbox decodes each part by its own charset and cannot show what a servlet
 * container does with a request as a whole.
 */
@NullMarked
package dev.senselink.batch.api.container;

import org.jspecify.annotations.NullMarked;
