/// What is fuzzed: one target for each reader of bytes that come from outside.
@NullMarked
package org.hongting.simulator.fuzz.reader;

import org.jspecify.annotations.NullMarked;
