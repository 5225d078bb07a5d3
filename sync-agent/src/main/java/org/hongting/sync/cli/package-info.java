/// Commands for people and scripts.
@NullMarked
package org.hongting.sync.cli;

import org.jspecify.annotations.NullMarked;
