/// The demo: a school in small, a server and a terminal as processes of their own, and a story that ends in an account.
@NullMarked
package org.hongting.simulator.demo;

import org.jspecify.annotations.NullMarked;
