/// A station without any network: what it has to say goes onto a stick that somebody carries to the centre, and what
/// the centre answers comes back on it. The messages are those of the link, signed alike; only the way is slower.
@NullMarked
package org.hongting.sync.courier;

import org.jspecify.annotations.NullMarked;
