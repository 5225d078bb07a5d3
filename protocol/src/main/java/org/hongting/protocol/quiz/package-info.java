/// Questions and what both sides compute about them: which paper somebody gets, what an answer is worth, and who wins a
/// draw. Everything here is a pure function of what is published, so that the centre, another terminal and anybody with
/// the published rules come to the same.
@NullMarked
package org.hongting.protocol.quiz;

import org.jspecify.annotations.NullMarked;
