/// Scripted people who learn, and what several rules would credit them with: ours by its own code, those of others by
/// models of what they have published.
@NullMarked
package org.hongting.simulator.learning;

import org.jspecify.annotations.NullMarked;
