/// The site's own authority: the keys a site is made of, the certificates they give, and the rules of a claim. It
/// is the only part of this module that the central server uses.
@NullMarked
package org.hongting.provisioning.authority;

import org.jspecify.annotations.NullMarked;
