/// What the centre may ask a terminal to do, once and before a moment: the kinds, what their arguments are, and the
/// rule by which a terminal judges whether that moment is over.
@NullMarked
package org.hongting.protocol.command;

import org.jspecify.annotations.NullMarked;
