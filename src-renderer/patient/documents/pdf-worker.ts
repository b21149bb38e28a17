/** Reads PDF files away from the thread of the screen. The legacy build is for the cabinet's own engine. */
import 'pdfjs-dist/legacy/build/pdf.worker.mjs';
