/// What people ask terminals to do: kept here while a terminal is away, said to it until its result has come or the
/// moment is over.
@NullMarked
package org.hongting.central.command;

import org.jspecify.annotations.NullMarked;
