import 'webrtc-adapter';
