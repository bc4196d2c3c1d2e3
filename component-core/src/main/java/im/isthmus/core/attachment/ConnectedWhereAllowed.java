package im.isthmus.core.attachment;

import java.io.IOException;
import java.net.InetAddress;
import okhttp3.Connection;
import okhttp3.Interceptor;
import okhttp3.Response;

/** Looks once more, before a byte is sent, at whom we are connected to. */
record ConnectedWhereAllowed(FetchGuard guard) implements Interceptor {
    @Override
    public Response intercept(Chain chain) throws IOException {
        Connection connection = chain.connection();
        InetAddress peer =
                connection == null ? null : connection.route().socketAddress().getAddress();
        String host = chain.request().url().host();
        if (peer == null || !guard.mayConnect(host, peer)) {
            throw new FetchGuard.NotPublicException(host);
        }
        return chain.proceed(chain.request());
    }
}
