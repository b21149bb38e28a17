import { useText } from '../../../ui/text.ts';
import { ExamPicture, useExamMedia } from '../../media/ExamPicture.tsx';
import './scope.css';

/** What the otoscope or the camera sees, as large as the picture of a step. */
export function ScopePicture() {
  const { t } = useText();
  const { picture } = useExamMedia();
  return (
    <div className="scope">
      {picture === null ? <p>{t('media.waiting')}</p> : <ExamPicture label={t('media.live')} />}
    </div>
  );
}
