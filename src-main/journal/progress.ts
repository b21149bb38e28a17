/** How far long work is: `done` of `total`, told now and then. `pieces`: of pictures and sounds. */
export type Progress = (done: number, total: number, what: 'events' | 'visits' | 'pages' | 'pieces') => void;
