/// The demo's parts with real processes, windows and disks.
@NullMarked
package org.hongting.simulator.demo;

import org.jspecify.annotations.NullMarked;
