/// How a release reaches many terminals: in stages, never too many at once, and no further once too many have failed.
/// Pure rules: whoever asks brings the time and what is known.
@NullMarked
package org.hongting.central.rollout;

import org.jspecify.annotations.NullMarked;
