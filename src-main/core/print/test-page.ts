/** One A4 page as PDF: a frame near the edges, lines to judge sharpness by, and its date. No patient data. */

/** Points. */
const [WIDTH, HEIGHT, MARGIN] = [595, 842, 28];

/** `when`: ISO 8601; `place`: where the cabinet stands. */
export function testPage(place: string, when: string): Buffer {
  const lines = Array.from({ length: 12 }, (_, i) => {
    const y = 420 - i * 12;
    return `${(0.25 * (i + 1)).toFixed(2)} w ${MARGIN + 60} ${y} m ${WIDTH - MARGIN - 60} ${y} l S`;
  });
  const content = [
    `1 w ${MARGIN} ${MARGIN} ${WIDTH - 2 * MARGIN} ${HEIGHT - 2 * MARGIN} re S`,
    ...lines,
    'BT /F1 28 Tf 88 700 Td (Box M\\351dicale) Tj ET',
    "BT /F1 18 Tf 88 660 Td (Page d'essai / Test page) Tj ET",
    `BT /F1 12 Tf 88 620 Td (${latin(place)}) Tj ET`,
    `BT /F1 12 Tf 88 600 Td (${latin(when)}) Tj ET`,
    'BT /F1 12 Tf 88 560 Td (ABCDEFGHIJKLMNOPQRSTUVWXYZ abcdefghijklmnopqrstuvwxyz 0123456789) Tj ET',
  ].join('\n');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${WIDTH} ${HEIGHT}] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>`,
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
  ];
  let file = '%PDF-1.4\n';
  const starts: number[] = [];
  for (const [index, object] of objects.entries()) {
    starts.push(file.length);
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
  }
  const table = starts.map((start) => `${String(start).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  const end = `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`;
  return Buffer.from(file + end, 'latin1');
}

/** Text of a PDF string in WinAnsi; what it has no letter for becomes `?`. */
function latin(text: string): string {
  return text.replace(/[^\x20-\x7e\xa0-\xff]/g, '?').replace(/[\\()]/g, '\\$&');
}
