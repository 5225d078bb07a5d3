/// Erasing one person: what goes, what stays and why, who was told, and that it comes back from nowhere. The bodies of
/// records are `ingest`'s; terminals are told by a document and say by their hello that they have done it.
@NullMarked
package org.hongting.central.erasure;

import org.jspecify.annotations.NullMarked;
