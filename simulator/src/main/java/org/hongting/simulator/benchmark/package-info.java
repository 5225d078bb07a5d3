/// Benchmarks: each prints what it measured beside its limit, measured in the same run.
@NullMarked
package org.hongting.simulator.benchmark;

import org.jspecify.annotations.NullMarked;
