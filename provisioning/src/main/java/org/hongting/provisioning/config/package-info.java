/// How a configuration comes into force at a terminal: tried, proved, kept, or given up for the last good one.
@NullMarked
package org.hongting.provisioning.config;

import org.jspecify.annotations.NullMarked;
