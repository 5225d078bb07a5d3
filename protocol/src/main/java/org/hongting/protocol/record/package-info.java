/// The record: facts, the two lines they become, and the chain over them.
@NullMarked
package org.hongting.protocol.record;

import org.jspecify.annotations.NullMarked;
