import { parentPort } from 'node:worker_threads'
import { readUpload, type UploadQuestion } from './read-upload.ts'

parentPort?.on('message', (question: UploadQuestion) => parentPort?.postMessage(readUpload(question)))
