/** Signing in at a provider's web page instead of giving the gateway a password (OAuth 2.0). */
@NullMarked
package im.isthmus.email.oauth;

import org.jspecify.annotations.NullMarked;
