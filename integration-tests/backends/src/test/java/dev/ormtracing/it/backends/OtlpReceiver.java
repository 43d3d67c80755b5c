package dev.ormtracing.it.backends;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Takes traces by OTLP as a collector does, over HTTP/protobuf and over gRPC, each on a free port of 127.0.0.1. */
final class OtlpReceiver implements AutoCloseable {

    private static final Metadata.Key<String> GRPC_ENCODING =
            Metadata.Key.of("grpc-encoding", Metadata.ASCII_STRING_MARSHALLER);

    private final HttpServer http;
    private final Server grpc;
    private final Queue<ExportTraceServiceRequest> requests = new ConcurrentLinkedQueue<>();
    private final Queue<String> encodings = new ConcurrentLinkedQueue<>();

    private OtlpReceiver() throws IOException {
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        http = HttpServer.create(anyPort, 0);
        http.createContext("/v1/traces", this::receive);
        http.start();
        grpc = NettyServerBuilder.forAddress(anyPort)
                .addService(new TraceService())
                .intercept(new EncodingInterceptor())
                .build()
                .start();
    }

    static OtlpReceiver start() throws IOException {
        return new OtlpReceiver();
    }

    /** For {@code OTEL_EXPORTER_OTLP_ENDPOINT}, by the name that {@code OTEL_EXPORTER_OTLP_PROTOCOL} gives. */
    String endpoint(String protocol) {
        return "http://127.0.0.1:"
                + (protocol.equals("grpc") ? grpc.getPort() : http.getAddress().getPort());
    }

    List<ResourceSpans> spans() {
        return requests.stream()
                .flatMap(request -> request.getResourceSpansList().stream())
                .toList();
    }

    /** How the requests were compressed: protocol and encoding of each. */
    List<String> encodings() {
        return List.copyOf(encodings);
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            @Nullable String encoding = exchange.getRequestHeaders().getFirst("Content-Encoding");
            try (InputStream body = exchange.getRequestBody();
                    InputStream message = "gzip".equals(encoding) ? new GZIPInputStream(body) : body) {
                requests.add(ExportTraceServiceRequest.parseFrom(message));
            }
            encodings.add(exchange.getRequestHeaders().getFirst("Content-Type") + " " + encoding);
            byte[] answer = ExportTraceServiceResponse.getDefaultInstance().toByteArray();
            exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(200, answer.length == 0 ? -1 : answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    @Override
    public void close() throws InterruptedException {
        http.stop(0);
        grpc.shutdownNow().awaitTermination(10, TimeUnit.SECONDS);
    }

    private final class TraceService extends TraceServiceGrpc.TraceServiceImplBase {

        @Override
        public void export(ExportTraceServiceRequest request, StreamObserver<ExportTraceServiceResponse> observer) {
            requests.add(request);
            observer.onNext(ExportTraceServiceResponse.getDefaultInstance());
            observer.onCompleted();
        }
    }

    private final class EncodingInterceptor implements ServerInterceptor {

        @Override
        public <Q, A> ServerCall.Listener<Q> interceptCall(
                ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
            encodings.add("application/grpc " + headers.get(GRPC_ENCODING));
            return next.startCall(call, headers);
        }
    }
}
