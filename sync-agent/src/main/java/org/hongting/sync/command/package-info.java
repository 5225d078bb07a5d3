/// What the centre asked this terminal to do: kept until it is done, begun once at most, and answered by one fact in
/// the
/// journal. Starts no thread and reads no clock of the machine.
@NullMarked
package org.hongting.sync.command;

import org.jspecify.annotations.NullMarked;
