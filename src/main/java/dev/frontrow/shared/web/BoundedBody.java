package dev.frontrow.shared.web;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;

/** A request whose body ends in a refusal once more than the limit has been read, whatever length it announced. */
final class BoundedBody extends HttpServletRequestWrapper {

    private final long limit;

    BoundedBody(HttpServletRequest request, long limitBytes) {
        super(request);
        this.limit = limitBytes;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        return new Bounded(super.getInputStream(), limit);
    }

    private static final class Bounded extends ServletInputStream {

        private final ServletInputStream body;
        private long left;

        Bounded(ServletInputStream body, long limit) {
            this.body = body;
            this.left = limit;
        }

        @Override
        public int read() throws IOException {
            int read = body.read();
            count(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = body.read(buffer, offset, length);
            count(read);
            return read;
        }

        private void count(int bytes) {
            left -= Math.max(0, bytes);
            if (left < 0) {
                throw new BodyTooLarge();
            }
        }

        @Override
        public boolean isFinished() {
            return body.isFinished();
        }

        @Override
        public boolean isReady() {
            return body.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            body.setReadListener(listener);
        }
    }
}
