/**
 * Mutated inputs of each kind. Jazzer makes them, guided by which branches of ours they reach; each
 * kind's entry lies in the package it is read by.
 */
@org.jspecify.annotations.NullMarked
package dev.senselink.batch.fuzz;
