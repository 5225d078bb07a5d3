/// Names of things: terminals, members, meetings, branches, epochs and boots. Each is a value that cannot be built
/// wrong.
@NullMarked
package org.hongting.protocol.identity;

import org.jspecify.annotations.NullMarked;
