/** The sign of the cabinet. */
export function Mark() {
  return (
    <svg className="mark" viewBox="0 0 64 64" aria-hidden="true">
      <rect width="64" height="64" rx="16" className="f-teal" />
      <path className="f-none s-white" d="M12 36h10l5-14 8 24 6-16 3 6h8" />
    </svg>
  );
}
