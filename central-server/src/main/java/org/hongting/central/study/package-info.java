/// Learning time at the centre: when it was, whose it is, and what it comes to. Everything here is made from
/// facts, from meetings and from rules that are data, and can be made again.
@NullMarked
package org.hongting.central.study;

import org.jspecify.annotations.NullMarked;
