package im.isthmus.sms.provider.http;

import im.isthmus.core.config.Value;
import im.isthmus.core.config.Values;
import okhttp3.HttpUrl;

/** The key {@code api-url}: where a provider's interface is, if not where it usually is. */
final class ApiUrls {
    private ApiUrls() {}

    static Value<HttpUrl> value() {
        return (raw, origin) -> {
            String text = Values.text().read(raw, origin);
            HttpUrl url = HttpUrl.parse(text);
            if (url == null || url.query() != null || url.fragment() != null) {
                throw new Value.Wrong(
                        "must be the start of an address, such as https://api.example.com, not \""
                                + text
                                + "\"");
            }
            return url;
        };
    }
}
