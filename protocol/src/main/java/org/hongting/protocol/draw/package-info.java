/// What is drawn from a seed: papers of questions, and prizes. Everything here is a pure function of what is published,
/// so that the centre, another terminal and anybody with the published rules come to the same.
@NullMarked
package org.hongting.protocol.draw;

import org.jspecify.annotations.NullMarked;
